// Hand-written pages are Material's, with its own keys; the search is everybody's.
import { offerSearch } from "./shell/search-box.js";

offerSearch(document);
