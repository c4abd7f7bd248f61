/** `Intl.Segmenter`, made when a text is first segmented: to make one takes 6 to 9 % of a list, which segments nothing. */
class LazySegmenter {
  readonly #make: () => Intl.Segmenter
  #made: Intl.Segmenter | undefined

  constructor(...args: ConstructorParameters<typeof Intl.Segmenter>) {
    // Not `Intl.Segmenter`, which stands for this class in the bundle.
    this.#make = () => new globalThis.Intl.Segmenter(...args)
  }

  segment(text: string): Intl.Segments {
    this.#made ??= this.#make()
    return this.#made.segment(text)
  }
}

export { LazySegmenter as "Intl.Segmenter" }
