/** Money for tokens, in US dollars; null where no price is known for the model. Never 0 for "unknown". */
export async function priceOf(model: string, tokens: { prompt: number; completion: number }): Promise<number | null> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  const price = calcPrice({ input_tokens: tokens.prompt, output_tokens: tokens.completion }, model);
  return price ? price.total_price : null;
}
