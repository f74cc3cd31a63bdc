// glibc 2.29 gave pow and log new versions that set errno less often; a program linked against them does not start on an older glibc.
// With this linked in (--wrap), the versions that every glibc has are used. Releases only: docs/decisions/0048-release-builds.md.

#if defined(__x86_64__)
#define FIRST "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define FIRST "GLIBC_2.17"
#else
#error "The first version of glibc for this architecture is to be written here."
#endif

__asm__(".symver first_pow, pow@" FIRST);
__asm__(".symver first_log, log@" FIRST);

double first_pow(double base, double exponent);
double first_log(double value);
double __wrap_pow(double base, double exponent);
double __wrap_log(double value);

double __wrap_pow(double base, double exponent)
{
    return first_pow(base, exponent);
}

double __wrap_log(double value)
{
    return first_log(value);
}
