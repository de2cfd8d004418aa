// Everything works without this file: it copies what a button names.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text.textContent.trim());
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    told.className = "copied";
    told.textContent = button.dataset.done;
    button.parentElement.querySelector(".copied")?.remove();
    button.after(told);
  } catch {
    getSelection().selectAllChildren(text);
  }
});
