// The page that was not found.
import { fillWithPath } from "./shell/lost.js";

fillWithPath(document);
