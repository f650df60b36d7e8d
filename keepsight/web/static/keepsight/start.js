// Starts the design system's own behaviour: focus on the error summary, the menu on a narrow screen;
// and keeps what is being typed.
import { initAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";
import { keepDrafts } from "./draft.js";

initAll();
keepDrafts();
