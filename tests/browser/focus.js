// What has the focus and does not show it, or is hidden then: a list of sentences, empty when all is well.
// Evaluated in the page by focus.py, after a key was pressed: what scripts focus then counts as focused by keyboard.
() => {
  const faults = [];
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const named = element => `${element.localName} "${(element.getAttribute("aria-label") ?? element.textContent)
    .trim().replace(/\s+/g, " ").slice(0, 60)}"`;
  // Within lines of text a control may be in several pieces.
  const points = element => [...element.getClientRects()].flatMap(box => [0.1, 0.5, 0.9].flatMap(across =>
    [0.2, 0.5, 0.8].map(down => [box.left + box.width * across, box.top + box.height * down])));
  const shown = (element, [x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (element.contains(there) || there.contains(element));
  };

  for (const element of document.querySelectorAll(controls)) {
    if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) continue;
    element.focus();
    const style = getComputedStyle(element);
    if (document.activeElement !== element) {
      faults.push(`cannot have the focus: ${named(element)}`);
    } else if (!element.matches(":focus-visible") || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
      faults.push(`nothing shows that it has the focus: ${named(element)}`);
    } else if (!element.ownerSVGElement && !points(element).some(point => shown(element, point))) {
      // Nothing lies over a drawing, and between its strokes a point is no part of it.
      faults.push(`hidden when it has the focus: ${named(element)}`);
    }
  }
  return faults;
}
