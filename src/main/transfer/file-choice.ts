/** Asks for a file in a native dialog. Null where the user chose none, or nobody could be asked. */
export interface ChooseFile {
  toSave: (suggestedName: string) => Promise<string | null>
  toOpen: () => Promise<string | null>
}

/** Allows one open dialog, so that a compromised window cannot stack them. */
export function oneAtATime(choose: ChooseFile): ChooseFile {
  let isOpen = false
  async function alone(ask: () => Promise<string | null>): Promise<string | null> {
    if (isOpen) return null
    isOpen = true
    try {
      return await ask()
    } finally {
      isOpen = false
    }
  }
  return {
    toSave: (suggestedName) => alone(() => choose.toSave(suggestedName)),
    toOpen: () => alone(() => choose.toOpen()),
  }
}
