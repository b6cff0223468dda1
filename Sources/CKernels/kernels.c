int kindred_kernels(void){return 1;}
