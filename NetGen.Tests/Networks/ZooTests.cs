using System.Collections.Concurrent;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Every network of the zoo against the reference.</summary>
public sealed class ZooTests
{
    private static readonly ConcurrentDictionary<string, NetworkCase> Cases = new();

    public static TheoryData<string> All => [.. Zoo.Types.Select(NameOf)];

    public static TheoryData<string> Trainable => [.. Zoo.Trainable.Select(NameOf)];

    public static TheoryData<string> WithExposedLayers =>
        [.. Zoo.Types.Where(static type => type.GetCustomAttributes(inherit: false).OfType<LayerAttribute>().Any(static layer => layer.Expose)).Select(NameOf)];

    public static TheoryData<string> WithClassTargets =>
        [.. Zoo.Trainable.Where(type => ((ITrainableNetwork)Zoo.Create(type)).HasClassTargets).Select(NameOf)];

    [Theory, MemberData(nameof(All))]
    public void Forward_equals_the_reference(string network) => NetworkChecks.Forward(Case(network));

    [Theory, MemberData(nameof(All))]
    public void ForwardBatch_of_any_size_equals_the_reference(string network) => NetworkChecks.ForwardBatch(Case(network));

    [Theory, MemberData(nameof(WithExposedLayers))]
    public void Exposed_layers_give_what_the_reference_has_there(string network) => NetworkChecks.Exposed(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void EvaluateBatch_gives_outputs_and_loss(string network) => NetworkChecks.EvaluateBatch(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void Backward_adds_the_gradients_of_the_reference(string network) => NetworkChecks.Backward(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void BackwardBatch_of_any_size_adds_the_gradients_of_the_reference(string network) =>
        NetworkChecks.BackwardBatch(Case(network), weighted: false);

    [Theory, MemberData(nameof(Trainable))]
    public void BackwardBatch_weighs_rows(string network) => NetworkChecks.BackwardBatch(Case(network), weighted: true);

    [Theory, MemberData(nameof(Trainable))]
    public void Outputs_have_weights_where_the_loss_has_terms(string network) => NetworkChecks.OutputWeights(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void Blocks_computed_apart_add_up_to_the_same_bits(string network) => NetworkChecks.BlocksAddUp(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void Gradients_may_be_overwritten(string network) => NetworkChecks.Overwrites(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void A_context_weighs_and_overwrites_and_gradients_may_be_left_out(string network) => NetworkChecks.Contexts(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void Gradients_of_the_inputs_are_those_of_the_reference(string network) => NetworkChecks.InputGradients(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void Train_is_one_step_down_the_gradient(string network) => NetworkChecks.Train(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void TrainBatch_is_one_step_down_the_mean_gradient(string network) => NetworkChecks.TrainBatch(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void No_step_is_taken_from_what_is_no_number(string network) => NetworkDoors.NotANumber(Case(network));

    [Theory, MemberData(nameof(All))]
    public void What_is_written_must_not_be_what_is_read(string network) => NetworkDoors.Overlaps(Case(network));

    [Theory, MemberData(nameof(WithClassTargets))]
    public void A_class_index_equals_its_one_hot_target(string network) => NetworkChecks.Labels(Case(network));

    [Theory, MemberData(nameof(Trainable))]
    public void The_interface_tells_whether_targets_are_classes(string network)
    {
        NetworkCase one = Case(network);
        Assert.Equal(one.Reference.Loss!.HasClassTargets, one.Trainable.HasClassTargets);
        Assert.Equal(one.Trainable.HasClassTargets, one.Members.HasLabels);
    }

    private static string NameOf(Type type) => type.ToString();

    private static NetworkCase Case(string name) => Cases.GetOrAdd(name, static key =>
        new NetworkCase(Zoo.Create(Zoo.Types.Single(type => NameOf(type) == key)), seed: 1));
}
