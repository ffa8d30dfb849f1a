import { createApp } from './app.ts'

export { Directory } from './live/directory.ts'
export { Team } from './live/team.ts'
export default createApp()
