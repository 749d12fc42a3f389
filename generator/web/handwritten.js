// Hand-written pages use Material's shell, which has its own keys; they share only the search.
import { offerSearch } from "./shell/search-box.js";

offerSearch(document);
