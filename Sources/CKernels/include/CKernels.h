int kindred_kernels(void);
