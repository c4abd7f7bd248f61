export * as StandInServer from "./StandInServer.ts"
export { InvalidStandInSettings, type StandInSettings } from "./StandInSettings.ts"
