import { safeStorage } from 'electron'

/** Electron's `safeStorage` for the vault. Asynchronous calls only: the others are deprecated. */
export const operatingSystemCipher = {
  available: () => safeStorage.isAsyncEncryptionAvailable(),
  encrypt: (text: string) => safeStorage.encryptStringAsync(text),
  async decrypt(sealed: Buffer): Promise<{ text: string; shouldReEncrypt: boolean }> {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed)
    return { text: result, shouldReEncrypt }
  },
}
