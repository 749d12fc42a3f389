// The page that was not found.
import { fillWithPath } from "./lost.js";

fillWithPath(document);
