/** The number formats of weights that are read here. Names as ggml writes them; safetensors uses the first three. */
export type TensorType = 'F32' | 'F16' | 'BF16' | 'Q4_0' | 'Q4_1' | 'Q5_0' | 'Q5_1' | 'Q8_0';
