import { z } from 'zod'

/**
 * Imported before any schema is made. By default zod generates and compiles a function for each
 * schema. At a start few values are parsed, and compiling takes longer than it saves.
 */
z.config({ jitless: true })
