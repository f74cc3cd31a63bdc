namespace CoreTop.Kernel.Proc;

/// <summary>Understands a file's text.</summary>
/// <exception cref="KernelFormatException">It does not read as documented.</exception>
internal delegate T FileParser<out T>(ReadOnlySpan<byte> text);
