// Menus of the header close as menus do: when something else is pressed or reached, when a link of theirs is
// followed, and by Escape, which leaves the keyboard where it was. Without script they open and close by their
// name. Nothing here waits for the program of the page, which may take long on a slow line.
"use strict";

const MENU = "header.bar details.menu";

/** The menu something stands in. */
const menuOf = (target) => (target instanceof Element ? target.closest(MENU) : null);

/** Closes every menu but one. */
function closeAllBut(kept) {
  for (const menu of document.querySelectorAll(`${MENU}[open]`)) if (menu !== kept) menu.open = false;
}

document.addEventListener("click", (event) => {
  const followed = event.target instanceof Element && event.target.closest("a");
  closeAllBut(followed ? null : menuOf(event.target));
});

document.addEventListener("focusin", (event) => closeAllBut(menuOf(event.target)));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = menuOf(document.activeElement);
  if (menu?.open) menu.querySelector("summary").focus();
  closeAllBut(null);
});
