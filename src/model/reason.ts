/**
 * Spaces, and what takes no ink: controls, marks of direction, joiners, and the fillers and the empty
 * braille cell, which Unicode counts as letters and signs.
 */
const unseen = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Whether a reader would see anything of it. */
export const isSeen = (text: string): boolean => text.replace(unseen, '') !== ''

/** Whether it can be why somebody did what they were warned of: two letters that can be seen. */
export const isReason = (text: string): boolean => [...text.replace(unseen, '')].length >= 2
