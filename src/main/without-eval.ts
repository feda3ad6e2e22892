import { z } from 'zod'

/**
 * Imported before any schema is made: zod would write a function for each and compile it. A start
 * parses few things once, for which that takes longer than it saves, and main needs no code from text.
 */
z.config({ jitless: true })
