/** Animations that the style sheet describes and the script starts. */

/** Runs the animation that the style sheet gives to the class `name`, from its beginning. */
export function flash(node, name) {
  node.classList.remove(name);
  node.addEventListener("animationend", () => node.classList.remove(name), { once: true });
  requestAnimationFrame(() => node.classList.add(name));
}
