/** The first of `count` positions, in ascending order, that is not smaller than what is looked for. */
export const firstNotSmaller = (count: number, isSmaller: (at: number) => boolean): number => {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isSmaller(middle)) low = middle + 1
    else high = middle
  }
  return low
}
