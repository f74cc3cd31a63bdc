# Keeps COUNT forked workers busy for SECONDS. Usage: Rscript mclapply.R SECONDS COUNT
arguments <- as.numeric(commandArgs(trailingOnly = TRUE))
end <- Sys.time() + arguments[1]
invisible(parallel::mclapply(seq_len(arguments[2]), function(i) while (Sys.time() < end) sum(sqrt(1:10000)), mc.cores = arguments[2]))
