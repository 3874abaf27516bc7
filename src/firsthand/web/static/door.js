// The link's page sends its form at once: a person need not, a preview of the link does not run this.
for (const form of document.querySelectorAll("form[data-at-once]")) form.requestSubmit();
