namespace NetGen;

/// <summary>How a layer's weights lie in memory. The generator chooses by shape; views and files always speak of [output, input].</summary>
public enum WeightLayout
{
    /// <summary>The weights of one output lie together: element [output, input] is at output · inputs + input.</summary>
    OutputMajor,

    /// <summary>The weights of one input lie together: element [output, input] is at input · outputs + output.</summary>
    InputMajor,
}
