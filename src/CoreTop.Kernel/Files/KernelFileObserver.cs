namespace CoreTop.Kernel.Files;

/// <summary>Hears of a file that was read, or of a folder that was seen.</summary>
/// <param name="path">Its path without the root, such as <c>/proc/stat</c>; a folder's ends in <c>/</c>.</param>
/// <param name="text">Its bytes, which hold only during the call; none of a folder.</param>
internal delegate void KernelFileObserver(string path, ReadOnlySpan<byte> text);
