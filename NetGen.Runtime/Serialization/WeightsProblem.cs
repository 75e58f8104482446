namespace NetGen;

/// <summary>What is wrong with a file of weights, or why it does not fit a network.</summary>
public enum WeightsProblem
{
    /// <summary>The data is neither a safetensors file nor a NumPy archive.</summary>
    UnknownFormat,

    /// <summary>The file ends before its header or its data does.</summary>
    Truncated,

    /// <summary>The header claims to be longer than the file, or than the 100,000,000 bytes that the format allows.</summary>
    HeaderTooLong,

    /// <summary>The header is not what the format asks for.</summary>
    InvalidHeader,

    /// <summary>Two tensors share bytes.</summary>
    Overlap,

    /// <summary>There are bytes that belong to no tensor.</summary>
    Hole,

    /// <summary>A tensor has another number of bytes than its shape and type need.</summary>
    WrongLength,

    /// <summary>Two tensors have the same name.</summary>
    Duplicate,

    /// <summary>The network has a tensor that the file has not.</summary>
    Missing,

    /// <summary>The file has a tensor that the network has not.</summary>
    Unused,

    /// <summary>A tensor has another shape in the file.</summary>
    WrongShape,

    /// <summary>A tensor is of a type that holds no weights, or that is not known.</summary>
    WrongType,

    /// <summary>A value is NaN, infinite, or too large for 32 bits.</summary>
    NotFinite,

    /// <summary>All tensors fit, but the file says that it was written by a network that computes something else.</summary>
    OtherArchitecture,

    /// <summary>The order of the file's layers cannot be told from their names and shapes.</summary>
    UnknownOrder,

    /// <summary>The file that is embedded is not the one that the network was compiled with.</summary>
    OtherFile,
}
