// The choice of a date; the bar of a list loads it when it is used.
export { openPicker } from "./lists/picker.js";
