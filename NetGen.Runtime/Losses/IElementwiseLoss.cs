using System.Numerics;

namespace NetGen.Runtime.Losses;

/// <summary>One term of a loss that is a sum of independent terms, one an output. Both forms compute the same formula.</summary>
internal interface IElementwiseLoss
{
    /// <summary>Returns the term and its derivative with respect to the output.</summary>
    float Term(float output, float target, out float derivative);

    /// <summary>Returns the terms of several outputs and their derivatives.</summary>
    Vector<float> Term(Vector<float> output, Vector<float> target, out Vector<float> derivative);
}
