// Every page: the parts of govuk-frontend that we use, and search as you type.
import { createAll, Accordion, Button, ErrorSummary, ServiceNavigation, SkipLink, Tabs } from "govuk-frontend";
import htmx from "htmx.org";

// The content security policy allows neither eval nor inline styles.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
for (const component of [Accordion, Button, ErrorSummary, ServiceNavigation, SkipLink, Tabs]) {
  createAll(component);
}

// A choice that has a button beside it goes at once, and the button is then not needed.
for (const form of document.querySelectorAll("form[data-goes-at-once]")) {
  form.querySelector("button")?.setAttribute("hidden", "");
  form.addEventListener("change", () => form.requestSubmit());
}
