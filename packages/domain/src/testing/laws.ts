import type { Law } from "./Law.ts"
import {
  conjunction,
  fidelity,
  filterCompleteness,
  filterSoundness,
  partitions,
  scope,
  unknownScope,
} from "./laws/filterLaws.ts"
import { limit, limitIsPrefix, noLimit, prefixesGrow, truncationMarked, zeroLimit } from "./laws/limitLaws.ts"
import { freshness, noDuplicates, repeatability } from "./laws/listLaws.ts"
import { defaults, missingSmallest, order, reversal, tiesById } from "./laws/orderLaws.ts"

/** Every law, in the order of `docs/semantics.md`. */
export const laws: ReadonlyArray<Law> = [
  scope,
  filterSoundness,
  filterCompleteness,
  fidelity,
  ...partitions,
  conjunction,
  unknownScope,
  order,
  missingSmallest,
  tiesById,
  reversal,
  defaults,
  limit,
  limitIsPrefix,
  prefixesGrow,
  zeroLimit,
  noLimit,
  truncationMarked,
  noDuplicates,
  repeatability,
  freshness,
]
