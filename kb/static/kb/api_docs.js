"use strict";

// In a file of its own because the site's Content-Security-Policy allows no inline script.
const page = document.getElementById("api");

SwaggerUIBundle({
  url: page.dataset.schema,
  domNode: page,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // The default would send the description to a third party's validator.
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
