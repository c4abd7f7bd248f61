/** The place where the program found a setting or a part of the credentials. */
export type Source =
  | { readonly _tag: "Default" | "Keychain" | "StandardInput" }
  | { readonly _tag: "Environment"; readonly variable: string }
  | { readonly _tag: "Profile"; readonly profile: string }
  | { readonly _tag: "File"; readonly file: string }

/** Formats a source for a person. */
export const formatSource = (source: Source): string => {
  switch (source._tag) {
    case "Default":
      return "default"
    case "Keychain":
      return "keychain"
    case "StandardInput":
      return "standard input"
    case "Environment":
      return `environment (${source.variable})`
    case "Profile":
      return `profile ${source.profile}`
    case "File":
      return source.file
  }
}
