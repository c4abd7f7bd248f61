// Under another name, which is left as it is.
const { Intl: intl } = globalThis

/** `Intl.Segmenter`, made when it is first used: making one takes longer than most of the program's modules together. */
class LazySegmenter {
  readonly #make: () => Intl.Segmenter
  #made: Intl.Segmenter | undefined

  constructor(...args: ConstructorParameters<typeof Intl.Segmenter>) {
    this.#make = () => new intl.Segmenter(...args)
  }

  segment(text: string): Intl.Segments {
    this.#made ??= this.#make()
    return this.#made.segment(text)
  }
}

export { LazySegmenter as "Intl.Segmenter" }
