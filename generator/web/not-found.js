// The script of the 404 page.
import { fillWithPath } from "./shell/lost.js";

fillWithPath(document);
