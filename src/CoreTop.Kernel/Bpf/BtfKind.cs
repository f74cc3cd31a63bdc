namespace CoreTop.Kernel.Bpf;

/// <summary>What a type of the kernel is: BTF_KIND_ of include/uapi/linux/btf.h. Only those that are named here are looked into.</summary>
internal enum BtfKind
{
    /// <summary>Nothing: the type <c>void</c>.</summary>
    None = 0,

    /// <summary>A number.</summary>
    Integer = 1,

    /// <summary>A pointer.</summary>
    Pointer = 2,

    /// <summary>An array.</summary>
    Array = 3,

    /// <summary>A struct.</summary>
    Struct = 4,

    /// <summary>A union.</summary>
    Union = 5,

    /// <summary>An enum of up to 32 bits.</summary>
    Enumeration = 6,

    /// <summary>Another name of a type.</summary>
    OtherName = 8,

    /// <summary>A type that is volatile.</summary>
    Volatile = 9,

    /// <summary>A type that is const.</summary>
    Constant = 10,

    /// <summary>A pointer that is restrict.</summary>
    Restrict = 11,

    /// <summary>A function.</summary>
    Function = 12,

    /// <summary>What a function takes and answers.</summary>
    FunctionType = 13,

    /// <summary>A variable.</summary>
    Variable = 14,

    /// <summary>A section of variables.</summary>
    Section = 15,

    /// <summary>A number with decimals.</summary>
    Float = 16,

    /// <summary>A remark about a declaration.</summary>
    DeclarationTag = 17,

    /// <summary>A remark about a type.</summary>
    TypeTag = 18,

    /// <summary>An enum of 64 bits.</summary>
    Enumeration64 = 19,
}
