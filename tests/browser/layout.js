// What a reader could not read on the page as it stands: a list of sentences, empty when all is well.
// Evaluated in the page by layout.py.
() => {
  const faults = [];
  const root = document.documentElement;
  const shortened = text => text.trim().replace(/\s+/g, " ").slice(0, 60);
  const named = element => {
    const classes = [...element.classList].map(name => `.${name}`).join("");
    return `${element.localName}${element.id ? `#${element.id}` : ""}${classes} "${shortened(element.textContent)}"`;
  };
  const seen = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  if (root.scrollWidth > root.clientWidth) {
    // The outermost that stick out, and not what scrolls inside a box of its own.
    const scrolls = element => element && element !== document.body && element !== root &&
      (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    const wide = [...document.body.querySelectorAll("*")].filter(element =>
      element.getBoundingClientRect().right > root.clientWidth + 1 && seen(element) && !scrolls(element.parentElement));
    const outermost = wide.filter(element => !wide.includes(element.parentElement));
    faults.push(`scrolls sideways: ${root.scrollWidth} px of content in ${root.clientWidth}: ` +
      outermost.slice(0, 3).map(named).join("; "));
  }

  // Text cut off by a box that cannot be scrolled. Fields scroll by themselves; hidden text is one pixel large.
  for (const element of document.body.querySelectorAll(":not(input, select, textarea, option, svg, svg *)")) {
    const style = getComputedStyle(element);
    const cuts = value => value === "hidden" || value === "clip";
    if (!element.textContent.trim() || element.clientWidth <= 1 || !seen(element)) continue;
    const sideways = cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const downwards = cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (sideways || downwards) faults.push(`text is cut off in ${named(element)}`);
  }

  // Lines of different texts drawn over each other.
  const visible = (box, element) => {
    for (let above = element; above && above !== document.body; above = above.parentElement) {
      const style = getComputedStyle(above);
      if (style.position === "fixed") return null;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const edge = above.getBoundingClientRect();
      box = {
        left: Math.max(box.left, edge.left), right: Math.min(box.right, edge.right),
        top: Math.max(box.top, edge.top), bottom: Math.min(box.bottom, edge.bottom),
      };
    }
    return box.right - box.left > 2 && box.bottom - box.top > 2 ? box : null;
  };
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const parent = text.parentElement;
    if (!text.data.trim() || parent.closest("svg, script, style, template, noscript, option") || !seen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const rectangle of range.getClientRects()) {
      // A line's box is taller than its letters: tight lines touch and are read all the same.
      const slack = rectangle.height / 4;
      const letters = {
        left: rectangle.left + 1, right: rectangle.right - 1,
        top: rectangle.top + slack, bottom: rectangle.bottom - slack,
      };
      const box = visible(letters, parent);
      if (box) lines.push({ ...box, text });
    }
  }
  lines.sort((one, other) => one.top - other.top);
  const told = new Set();
  lines.forEach((one, place) => {
    for (let next = place + 1; next < lines.length && lines[next].top < one.bottom - 1; next++) {
      const other = lines[next];
      const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (shared <= 1 || one.text === other.text) continue;
      told.add(`"${shortened(one.text.data)}" and "${shortened(other.text.data)}" lie over each other`);
    }
  });
  return [...faults, ...[...told].slice(0, 10)];
}
