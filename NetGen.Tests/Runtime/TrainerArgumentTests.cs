using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class TrainerArgumentTests
{
    private static readonly Dataset Data = TrainerTests.Line(10);

    private static void Refused(string message, Dataset train, Dataset? validation = null, TrainingOptions? options = null)
    {
        var network = new LinearNetwork(3, 2);
        float[] before = network.Parameters.ToArray();
        Should.Throw<ArgumentException>(() => new Trainer(network, options).Fit(train, validation)).Message.ShouldContain(message);
        network.Parameters.ToArray().ShouldBe(before);
    }

    [Fact]
    public void Data_that_does_not_fit_is_refused_before_training()
    {
        Refused("takes 3 inputs, but the dataset has rows of 2", new Dataset(new float[4], new float[4], 2, 2));
        Refused("gives 2 outputs, but the dataset has rows of 3", new Dataset(new float[6], new float[6], 3, 3));
        Refused("takes 3 inputs", Data, new Dataset(new float[4], new float[4], 2, 2));
        Refused("input 2 of row 1 is NaN", new Dataset([1, 2, 3, 4, 5, float.NaN], new float[4], 3, 2));
        Refused("target 0 of row 1 is Infinity", new Dataset(new float[6], [1, 2, float.PositiveInfinity, 4], 3, 2));
        Refused("BatchSize is 11, but the training set has 10 rows", Data, options: new TrainingOptions { BatchSize = 11 });
        Refused("ClassWeights must have 2 numbers", Data, options: new TrainingOptions { ClassWeights = [1, 2, 3] });
        Refused("'R²' needs a validation set", Data, options: new TrainingOptions { EarlyStopping = new EarlyStopping { Metric = Metric.R2 } });
        Refused("Metrics are measured on a validation set", Data, options: new TrainingOptions { Metrics = [Metric.R2] });
        Refused("needs targets from 0 to 1", new Dataset(new float[3], [2, 0], 3, 2), options: new TrainingOptions { LabelSmoothing = 0.1f });
    }

    [Fact]
    public void Settings_out_of_range_are_refused_when_given()
    {
        void Bad(string name, Func<object> make) => Should.Throw<ArgumentOutOfRangeException>(make).ParamName.ShouldBe(name);
        Bad("Epochs", () => new TrainingOptions { Epochs = 0 });
        Bad("BatchSize", () => new TrainingOptions { BatchSize = 0 });
        Bad("AccumulationSteps", () => new TrainingOptions { AccumulationSteps = 0 });
        Bad("ValidateEvery", () => new TrainingOptions { ValidateEvery = 0 });
        Bad("MaxDegreeOfParallelism", () => new TrainingOptions { MaxDegreeOfParallelism = 0 });
        Bad("L1", () => new TrainingOptions { L1 = -1 });
        Bad("L2", () => new TrainingOptions { L2 = float.NaN });
        Bad("MaxNorm", () => new TrainingOptions { MaxNorm = -1 });
        Bad("ClipValue", () => new TrainingOptions { ClipValue = float.PositiveInfinity });
        Bad("ClipNorm", () => new TrainingOptions { ClipNorm = -1 });
        Bad("LabelSmoothing", () => new TrainingOptions { LabelSmoothing = 1 });
        Bad("InputNoise", () => new TrainingOptions { InputNoise = -1 });
        Bad("ClassWeights[1]", () => new TrainingOptions { ClassWeights = [1, -1] });
        Bad("ReportEvery", () => new TrainingOptions { ReportEvery = -1 });
        Bad("CheckpointEvery", () => new TrainingOptions { CheckpointEvery = 0 });
        Bad("Patience", () => new EarlyStopping { Patience = 0 });
        Bad("MinDelta", () => new EarlyStopping { MinDelta = -1 });
        Should.Throw<ArgumentNullException>(() => new TrainingOptions { Optimizer = null! });
        Should.Throw<ArgumentNullException>(() => new TrainingOptions { Schedule = null! });
        Should.Throw<ArgumentNullException>(() => new Trainer(null!));
    }

    [Fact]
    public void The_default_batch_is_no_larger_than_the_set() =>
        new Trainer(new LinearNetwork(3, 2), new TrainingOptions { Epochs = 1 }).Fit(Data).Steps.ShouldBe(1);
}
