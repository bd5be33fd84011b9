/** Where operators write the playbook: read, judged, tried out, saved and taken back. */
export { type Authoring, type AuthoringParts, type By, createAuthoring } from './authoring.ts'
