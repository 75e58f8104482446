using NetGen.Samples.Support;

return SampleCommandLine.Invoke(args);
