// What the guessing wants the user to know, as a closed list of codes.

export type GuessNote =
  | { readonly code: 'titleRowsSkipped'; readonly count: number }
  | { readonly code: 'noHeader' }
  | { readonly code: 'headerOfTwoRows' }
  /** Two kinds fit about equally. */
  | { readonly code: 'kindUncertain'; readonly kinds: readonly string[] }
  | { readonly code: 'noName' }
  | { readonly code: 'noPosition' }
  | { readonly code: 'keyNotUnique'; readonly column: number }
  /** The column was recognised by what it holds, not by its header. */
  | { readonly code: 'columnByValues'; readonly column: number; readonly field: string }
  | { readonly code: 'constantFromTitle'; readonly field: string; readonly value: string }
  /** The header names a unit that the field's own cannot be made from; the column is left out. */
  | { readonly code: 'unitUnknown'; readonly column: number; readonly unit: string }
  | { readonly code: 'unitConverted'; readonly column: number; readonly unit: string; readonly factor: number }
  /** The values of the two columns show that their headers are the wrong way round. */
  | { readonly code: 'swappedColumns' }
  | { readonly code: 'positionByValues' }
  | { readonly code: 'systemFromFile'; readonly system: string }
  | { readonly code: 'systemFromWords'; readonly system: string; readonly words: string }
  | { readonly code: 'systemFromNumbers'; readonly system: string }
  /** Nothing said which; WGS-84/CGCS2000 is assumed. */
  | { readonly code: 'systemAssumed'; readonly system: string }
  /** Xi'an 80, Beijing 54 and the like: the shift is not public, so nothing is placed until someone decides. */
  | { readonly code: 'systemNotConvertible'; readonly name: string }
  | { readonly code: 'systemUnknown'; readonly name: string }
  /** Metres without a zone: the central meridian must be chosen. */
  | { readonly code: 'zoneUnknown' }
  | { readonly code: 'demonstrationData' };
