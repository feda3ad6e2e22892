import { safeStorage } from 'electron'

/** Electron's safeStorage as the vault wants it: asynchronous calls only, touched on first need. */
export const operatingSystemCipher = {
  available: () => safeStorage.isAsyncEncryptionAvailable(),
  encrypt: (text: string) => safeStorage.encryptStringAsync(text),
  async decrypt(sealed: Buffer): Promise<{ text: string; shouldReEncrypt: boolean }> {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed)
    return { text: result, shouldReEncrypt }
  },
}
