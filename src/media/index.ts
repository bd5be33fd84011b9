export { type FetchedMedia, type FetchMedia, fetchMedia } from './fetch-media.ts'
export { createMediaFiles, type KeptFile, type MediaFiles } from './media-files.ts'
