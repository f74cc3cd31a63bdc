namespace CoreTop.Kernel.Bpf;

/// <summary>Where a member of a struct is.</summary>
/// <param name="Offset">Bytes from the beginning of the struct.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Type">The id of its type, without names, const and the like around it.</param>
internal readonly record struct BtfField(int Offset, int Bytes, int Type);
