/** Thumbnails of images that are sent: they travel in the message, before anybody fetches the image. */
const WIDEST = 320;
/** What the client takes, in bytes. */
const MOST = 32 * 1024;
const QUALITIES = [0.8, 0.6, 0.4, 0.2];

/**
 * @param {File} file
 * @returns {Promise<string | undefined>} a small JPEG in Base64; nothing where it is no image that this browser can read
 */
export async function thumbnailOf(file) {
  if (!/^image\/(png|jpeg|webp|gif)$/.test(file.type)) {
    return undefined;
  }
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, WIDEST / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const context = canvas.getContext('2d');
    // what is transparent would be black
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    for (const quality of QUALITIES) {
      const small = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      if (small && small.size <= MOST) {
        return btoa(String.fromCharCode(...new Uint8Array(await small.arrayBuffer())));
      }
    }
  } catch {
    // sent as any other file
  }
  return undefined;
}
