using System.CommandLine;
using NetGen.Samples.Support;
using Spectre.Console;

namespace NetGen.Samples;

/// <summary>Handwritten digits of 8×8 pixels, 64-32-10: the data ships with the sample.</summary>
internal sealed class DigitsSample() : Sample("digits", "handwritten digits, 8×8 pixels, 64-32-10: the data ships with the sample")
{
    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        output.Console.WriteLine("digits");
        output.Figures.Add("trainCount", 0);
    }
}
