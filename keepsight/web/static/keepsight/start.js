// Starts the design system's own behaviour: focus on the error summary, the menu on a narrow screen.
import { initAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";

initAll();
