type Attributes = Readonly<Record<string, string>>
type Children = ReadonlyArray<Node | string>

const filled = <E extends Element>(node: E, attributes: Attributes, children: Children): E => {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

/** Makes an element of HTML. A string among its children becomes text, never markup. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Children
): HTMLElementTagNameMap[K] => filled(document.createElement(name), attributes, children)

/** Makes an element of SVG. */
export const drawn = <K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Children
): SVGElementTagNameMap[K] => filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children)

/** Finds the element of the page with this id. Throws if there is none of this kind. */
export const found = <E extends HTMLElement>(id: string, kind: new () => E): E => {
  const node = document.getElementById(id)
  if (!(node instanceof kind)) throw new Error(`the page has no ${kind.name} "${id}"`)
  return node
}
