using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every diagnostic of the generator and its analyzers. Ids are never used again; docs/diagnostics.md has a heading for each.</summary>
internal static class Descriptors
{
    private const string Category = "NetGen";
    private const string Help = "https://github.com/netgen/netgen/blob/main/docs/diagnostics.md#";

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        "NETGEN001", "Network is not partial",
        "'{0}' must be partial, so that its members can be generated. Write 'partial {1} {0}'.",
        Category, Error, isEnabledByDefault: true,
        "A network's members are generated into another part of the same type, so the type must be partial.",
        Help + "netgen001");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = new(
        "NETGEN002", "Containing type is not partial",
        "'{0}' contains the network '{1}', so it must be partial as well. Write 'partial {2} {0}'.",
        Category, Error, isEnabledByDefault: true,
        "The generated part of a nested network stands inside a part of each type that contains it, so these types must be partial.",
        Help + "netgen002");

    public static readonly DiagnosticDescriptor StaticNetwork = new(
        "NETGEN003", "Network is static",
        "'{0}' is static, but a network holds its parameters in an instance. Remove 'static', or compile weights in with [Weights].",
        Category, Error, isEnabledByDefault: true,
        "A network's parameters belong to an instance, so the type cannot be static, unless they are compiled in and never change.",
        Help + "netgen003");

    public static readonly DiagnosticDescriptor AbstractNetwork = new(
        "NETGEN004", "Network is abstract",
        "'{0}' is abstract, but a network is created with 'new'. Remove 'abstract'.",
        Category, Error, isEnabledByDefault: true,
        "A network is a complete type that is created with its constructors, so it cannot be abstract.",
        Help + "netgen004");

    public static readonly DiagnosticDescriptor FileLocalNetwork = new(
        "NETGEN005", "Network is file-local",
        "'{0}' is file-local, so the generated file cannot see it. Remove 'file'.",
        Category, Error, isEnabledByDefault: true,
        "The generated part stands in a file of its own, where a file-local type is not visible.",
        Help + "netgen005");

    public static readonly DiagnosticDescriptor BaseConstructorMissing = new(
        "NETGEN006", "Base class cannot be constructed without arguments",
        "'{0}' is the base class of the network '{1}', but has no accessible constructor without parameters for the generated constructors to call. Add one, or remove the base class.",
        Category, Error, isEnabledByDefault: true,
        "Generated constructors call the base class's constructor without arguments. A network that has a primary constructor gets no generated constructors, so its base class may have any.",
        Help + "netgen006");

    public static readonly DiagnosticDescriptor LanguageVersionTooOld = new(
        "NETGEN007", "Language version is too old",
        "The network '{0}' needs C# 13 or later, but the project is compiled as C# {1}. Set LangVersion to 13 or later.",
        Category, Error, isEnabledByDefault: true,
        "Generated code uses C# 13. Projects that target .NET 9 or later get it by default.",
        Help + "netgen007");

    public static readonly DiagnosticDescriptor NoLayers = new(
        "NETGEN008", "Network has no layers",
        "'{0}' has no layers. Add at least one layer attribute after it, such as [Dense(1)].",
        Category, Error, isEnabledByDefault: true,
        "A network is made of the layer attributes that stand on its type. There must be at least one.",
        Help + "netgen008");

    public static readonly DiagnosticDescriptor LayersOnSeveralDeclarations = new(
        "NETGEN009", "Layers stand on several declarations",
        "The layers of '{0}' stand on {1} of its partial declarations, so their order would depend on the order of files. Put all layer attributes on one declaration.",
        Category, Error, isEnabledByDefault: true,
        "Layers are ordered as their attributes are written. Over several partial declarations there is no such order.",
        Help + "netgen009");

    public static readonly DiagnosticDescriptor InputSizeOutOfRange = new(
        "NETGEN010", "Input size is out of range",
        "The network '{0}' has {1} inputs, but must have from 1 to {2}",
        Category, Error, isEnabledByDefault: true,
        "The input size counts the numbers of one sample: at least 1 and at most 1,048,576.",
        Help + "netgen010");

    public static readonly DiagnosticDescriptor UnitsOutOfRange = new(
        "NETGEN011", "Unit count is out of range",
        "{0} has {1} units, but must have from 1 to {2}",
        Category, Error, isEnabledByDefault: true,
        "A layer has at least one unit and at most 1,048,576.",
        Help + "netgen011");

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        "NETGEN012", "Network has too many parameters",
        "{0}, {1} → {2}, brings the network to {3} parameters, but at most {4} fit. Use fewer units here or in the layer before.",
        Category, Error, isEnabledByDefault: true,
        "All parameters of a network lie in one block of memory of at most 268,435,456 floats (1 GiB).",
        Help + "netgen012");

    public static readonly DiagnosticDescriptor StackBudgetOutOfRange = new(
        "NETGEN013", "Stack budget is out of range",
        "The network '{0}' has a stack budget of {1} bytes, but it must be from {2} to {3}",
        Category, Error, isEnabledByDefault: true,
        "The stack budget is how many bytes of stack one pass may use: 1,024 to 524,288. A network that needs more takes a workspace.",
        Help + "netgen013");

    public static readonly DiagnosticDescriptor UnknownEnumValue = new(
        "NETGEN014", "Unknown value",
        "{0} has the {1} {2}, which is no member of NetGen.{1}. Use one of its named members.",
        Category, Error, isEnabledByDefault: true,
        "A number was cast to an enumeration that has no such member.",
        Help + "netgen014");

    public static readonly DiagnosticDescriptor ActivationParameterOutOfRange = new(
        "NETGEN015", "Activation's parameter is out of range",
        "{0} has {1} = {2}, but {1} must be {3}",
        Category, Error, isEnabledByDefault: true,
        "The slope of LeakyRelu is 0 or more and less than 1; alpha of Elu is finite and greater than 0.",
        Help + "netgen015");

    public static readonly DiagnosticDescriptor LossParameterOutOfRange = new(
        "NETGEN016", "Loss's parameter is out of range",
        "The network '{0}' has {1} = {2}, but {1} must be finite and greater than 0",
        Category, Error, isEnabledByDefault: true,
        "Delta of the Huber loss and the margin of hinge losses are finite and greater than 0.",
        Help + "netgen016");

    public static readonly DiagnosticDescriptor InitialValueOutOfRange = new(
        "NETGEN017", "Initial value is out of range",
        "{0} has {1} = {2}, but {1} must be {3}",
        Category, Error, isEnabledByDefault: true,
        "The scale of Initializer.Normal and Initializer.Uniform is finite and greater than 0; the value of Initializer.Constant and the initial bias are finite.",
        Help + "netgen017");

    public static readonly DiagnosticDescriptor RegularizationOutOfRange = new(
        "NETGEN018", "Regularization is out of range",
        "{0} has {1} = {2}, but {1} must be finite and 0 or more",
        Category, Error, isEnabledByDefault: true,
        "L1, L2 and MaxNorm are finite and 0 or more; 0 turns them off.",
        Help + "netgen018");

    public static readonly DiagnosticDescriptor SoftmaxOfOneUnit = new(
        "NETGEN019", "Softmax of one unit",
        "{0} applies Softmax to one unit, whose output would always be 1. Use Activation.Sigmoid, in the last layer with Loss.BinaryCrossEntropy, or 2 units or more, one per class, in the last layer with Loss.CrossEntropy.",
        Category, Error, isEnabledByDefault: true,
        "Softmax shares 1 among a layer's units. With a single unit nothing is left to learn.",
        Help + "netgen019");

    public static readonly DiagnosticDescriptor LossNeedsOtherHead = new(
        "NETGEN020", "Loss does not fit the last layer",
        "Loss.{0} needs Activation.{1} in the last layer, but {2} has Activation.{3}. Use Activation.{1}{4} there, or Loss.{5}.",
        Category, Error, isEnabledByDefault: true,
        "CrossEntropy and KullbackLeibler need a Softmax head, BinaryCrossEntropy a Sigmoid head, Hinge and SquaredHinge an Identity head.",
        Help + "netgen020");

    public static readonly DiagnosticDescriptor HingeOfOneClass = new(
        "NETGEN021", "Hinge loss of one class",
        "Loss.{0} compares the scores of classes, but {1} has one unit. Use one unit per class, at least 2.",
        Category, Error, isEnabledByDefault: true,
        "The multi-class hinge loss compares the right class's score with all others', so there must be at least two.",
        Help + "netgen021");

    public static readonly DiagnosticDescriptor LossAndCustomLoss = new(
        "NETGEN022", "Two losses",
        "The network '{0}' has both Loss.{1} and a custom loss. Remove one of them.",
        Category, Error, isEnabledByDefault: true,
        "A network has one loss: one of NetGen's or a custom one.",
        Help + "netgen022");

    public static readonly DiagnosticDescriptor CustomLossUnusable = new(
        "NETGEN023", "Custom loss cannot be used",
        "{0} cannot be the loss of '{1}': {2}",
        Category, Error, isEnabledByDefault: true,
        "A custom loss is a class or struct that implements NetGen.ILoss and that the generated code can name.",
        Help + "netgen023");

    public static readonly DiagnosticDescriptor LayerNameInvalid = new(
        "NETGEN024", "Layer name is not an identifier",
        "Layer {0} is named '{1}', which is not a C# identifier. Use letters, digits and underscores, a letter first, and no keyword.",
        Category, Error, isEnabledByDefault: true,
        "A layer's name becomes a property of the network, so it must be an identifier.",
        Help + "netgen024");

    public static readonly DiagnosticDescriptor LayerNameDuplicate = new(
        "NETGEN025", "Layer name is used twice",
        "Layers {0} and {1} are both named '{2}'. Give one of them another name.",
        Category, Error, isEnabledByDefault: true,
        "A layer's name becomes a property of the network, so it must be unique.",
        Help + "netgen025");

    public static readonly DiagnosticDescriptor LayerNameReserved = new(
        "NETGEN026", "Layer name is reserved",
        "Layer {0} is named '{1}', which is the name of a member every network has. Give the layer another name.",
        Category, Error, isEnabledByDefault: true,
        "A layer's name becomes a property of the network, so it cannot be the name of another generated or inherited member.",
        Help + "netgen026");

    public static readonly DiagnosticDescriptor LayerNameTaken = new(
        "NETGEN027", "Layer name is taken by a member",
        "Layer {0} is named '{1}', but '{2}' has a member of that name. Rename the layer or the member.",
        Category, Error, isEnabledByDefault: true,
        "A layer's name becomes a property of the network, so it cannot be the name of a member you have written.",
        Help + "netgen027");

    public static readonly DiagnosticDescriptor MemberNameTaken = new(
        "NETGEN028", "Member has the name of a generated member",
        "'{0}.{1}' has the name of {2}. Rename it.",
        Category, Error, isEnabledByDefault: true,
        "A member with the name of a generated member cannot stand beside it. Methods that differ from the generated ones in their parameter types can.",
        Help + "netgen028");

    public static readonly DiagnosticDescriptor TypeNameHidesMember = new(
        "NETGEN029", "Network has the name of a generated member",
        "A member cannot have the name of its type, so '{0}' gets no member '{0}'; {1}",
        Category, Warning, isEnabledByDefault: true,
        "Everything else is generated. Rename the network if you need the member.",
        Help + "netgen029");

    public static readonly DiagnosticDescriptor LayerWithoutNetwork = new(
        "NETGEN030", "Layer attribute without a network",
        "'{0}' has a [{1}] layer but no [NeuralNetwork] attribute, so nothing is generated. Add [NeuralNetwork(inputSize)] before it.",
        Category, Warning, isEnabledByDefault: true,
        "Layer attributes are read only on types that also have the NeuralNetwork attribute.",
        Help + "netgen030");

    public static readonly DiagnosticDescriptor ActivationParameterIgnored = new(
        "NETGEN031", "Activation's parameter has no effect",
        "{0} has {1} = {2}, but {1} counts for Activation.{3} only and the layer has Activation.{4}. Remove {1}.",
        Category, Warning, isEnabledByDefault: true,
        "Slope belongs to LeakyRelu, Alpha to Elu.",
        Help + "netgen031");

    public static readonly DiagnosticDescriptor LossParameterIgnored = new(
        "NETGEN032", "Loss's parameter has no effect",
        "The network '{0}' has {1} = {2}, but {1} counts for {3} only. Remove {1}.",
        Category, Warning, isEnabledByDefault: true,
        "Delta belongs to the Huber loss, Margin to the hinge losses, and Reduction to losses that are a mean over the outputs.",
        Help + "netgen032");

    public static readonly DiagnosticDescriptor InitializerScaleIgnored = new(
        "NETGEN033", "Initializer takes no scale",
        "{0} has InitializerScale = {1}, but Initializer.{2} takes no scale. Remove InitializerScale, or use Initializer.Normal, Uniform or Constant.",
        Category, Warning, isEnabledByDefault: true,
        "Only Initializer.Normal, Uniform and Constant take a scale; all others follow from the layer's shape.",
        Help + "netgen033");

    public static readonly DiagnosticDescriptor InitialBiasIgnored = new(
        "NETGEN034", "Initial bias has no effect",
        "{0} has InitialBias = {1}, but no biases, since UseBias is false. Remove one of the two.",
        Category, Warning, isEnabledByDefault: true,
        "A layer without biases has nothing to give an initial value to.",
        Help + "netgen034");

    public static readonly DiagnosticDescriptor NothingToTrain = new(
        "NETGEN035", "Nothing to train",
        "The network '{0}' has a loss, but all parameters of its {1} are frozen, so training would change nothing. Let some layer train, or remove the loss.",
        Category, Warning, isEnabledByDefault: true,
        "TrainWeights = false and TrainBiases = false freeze a layer's parameters. With all of them frozen a loss is of no use.",
        Help + "netgen035");

    public static readonly DiagnosticDescriptor DropoutRateOutOfRange = new(
        "NETGEN036", "Dropout rate is out of range",
        "{0} has {1} = {2}, but {1} must be {3}",
        Category, Error, isEnabledByDefault: true,
        "The rate is the share of values that training drops. A rate of 1 would drop all of them.",
        Help + "netgen036");

    public static readonly DiagnosticDescriptor LayerCannotBeLast = new(
        "NETGEN037", "Dropout is the last layer",
        "{0} cannot be the last layer: {1} would drop outputs. Put it between two layers.",
        Category, Error, isEnabledByDefault: true,
        "Dropout makes a layer not rely on single values of the layer before. Behind the last layer it would only make the loss wrong.",
        Help + "netgen037");

    public static readonly DiagnosticDescriptor RowTooLong = new(
        "NETGEN040", "Training keeps too much of one row",
        "{0} of {1} outputs brings what training keeps of one row to {2} floats, but one array holds at most {3}. Use fewer layers, or fewer units in the widest.",
        Category, Error, isEnabledByDefault: true,
        "The way back needs the outputs of every layer, and for some activations what stood before them: for one row at least, they must fit in one array.",
        Help + "netgen040");

    public static readonly DiagnosticDescriptor NetworkHasNoLoss = new(
        "NETGEN041", "Network has no loss",
        "'{0}' has no loss, so {1}. Write Loss = Loss.{2}, or another loss, into its [NeuralNetwork] attribute.",
        Category, Error, isEnabledByDefault: true,
        "Members that train are generated for networks with a loss only: training makes a loss small.",
        Help + "netgen041");

    public static readonly DiagnosticDescriptor NameOfGeneratedCode = new(
        "NETGEN043", "Type takes a name of generated code",
        "'{0}' stands in the namespace {1}, where the code generated for '{2}' means another type by that name. Move it to a namespace of your own, or rename it.",
        Category, Error, isEnabledByDefault: true,
        "Generated code looks names up in NetGen's namespaces. A type of yours there that has such a name takes its place.",
        Help + "netgen043");

    public static readonly DiagnosticDescriptor LayerNameUnknown = new(
        "NETGEN050", "Layer name is unknown",
        "{0} reads '{1}', but no layer has that name. It can read {2}.",
        Category, Error, isEnabledByDefault: true,
        "Layers read others by their names, which must stand before them. Layers without a Name are called by kind: Dense1, Dense2, ….",
        Help + "netgen050");

    public static readonly DiagnosticDescriptor LayerStandsBehind = new(
        "NETGEN051", "Layer reads one behind it",
        "{0} reads {1}, which stands behind it. Put it before the layers that read it.",
        Category, Error, isEnabledByDefault: true,
        "Layers are computed in the order they are written, so each reads only layers before it. There are no cycles.",
        Help + "netgen051");

    public static readonly DiagnosticDescriptor LayerReadsItself = new(
        "NETGEN052", "Layer reads itself",
        "{0} reads itself, but a layer reads layers before it. Name one of those.",
        Category, Error, isEnabledByDefault: true,
        "A layer's values are computed from those of layers before it. There are no cycles.",
        Help + "netgen052");

    public static readonly DiagnosticDescriptor LayerNamedInput = new(
        "NETGEN053", "Layer has the name of the network's input",
        "{0} has the name by which layers read the network's input. Give the layer another name.",
        Category, Error, isEnabledByDefault: true,
        "Where layers are named, Input is the network's input.",
        Help + "netgen053");

    public static readonly DiagnosticDescriptor TooFewInputs = new(
        "NETGEN054", "Layer joins fewer than two",
        "{0} joins {1}. Name two layers or more.",
        Category, Error, isEnabledByDefault: true,
        "Layers that join others name two of them or more; Input is the network's input.",
        Help + "netgen054");

    public static readonly DiagnosticDescriptor JoinReadsByName = new(
        "NETGEN055", "From beside named inputs",
        "{0} has From = '{1}', but reads the layers that its constructor names. Remove From, or put the name among the others.",
        Category, Error, isEnabledByDefault: true,
        "Layers that join others name all of them in their constructor.",
        Help + "netgen055");

    public static readonly DiagnosticDescriptor ShapesDiffer = new(
        "NETGEN056", "Shapes of joined layers differ",
        "{0} joins '{1}' {2} and '{3}' {4} value by value, so their shapes must be the same. Change one of the two layers, or bring it to the other's shape with a layer between.",
        Category, Error, isEnabledByDefault: true,
        "Sums and products are taken value by value: all layers have the same extents in the same order.",
        Help + "netgen056");

    public static readonly DiagnosticDescriptor ShapesCannotJoin = new(
        "NETGEN057", "Layers cannot stand side by side",
        "{0} puts '{1}' {2} and '{3}' {4} side by side along the first extent, so all others must be the same. Bring one of them to the other's with a layer between.",
        Category, Error, isEnabledByDefault: true,
        "Channels are put side by side, so that length, or height and width, must agree. Vectors can always be joined.",
        Help + "netgen057");

    public static readonly DiagnosticDescriptor LayerNeedsVector = new(
        "NETGEN058", "Layer reads vectors only",
        "{0} reads a vector, but '{1}' has the shape {2}. Put [Flatten] between them.",
        Category, Error, isEnabledByDefault: true,
        "A layer whose units see all values reads them as one vector; Flatten makes one of a shaped value, in PyTorch's order.",
        Help + "netgen058");

    public static readonly DiagnosticDescriptor ReshapeOfOtherSize = new(
        "NETGEN059", "Shape has another size",
        "{0} makes {1}, {2} numbers, of '{3}' {4}, {5} numbers. Use extents whose product is {5}.",
        Category, Error, isEnabledByDefault: true,
        "A shape is another way to count the same numbers, so there must be as many.",
        Help + "netgen059");

    public static readonly DiagnosticDescriptor ShapeInvalid = new(
        "NETGEN060", "Shape is invalid",
        "{0} has the shape {1}, but a shape has one to three extents, each from 1 to {2}, and at most {3} numbers",
        Category, Error, isEnabledByDefault: true,
        "Shapes are [n], [channels, length] or [channels, height, width].",
        Help + "netgen060");

    public static readonly DiagnosticDescriptor SliceOutOfRange = new(
        "NETGEN061", "Slice is out of range",
        "{0} takes {1} {2} from {3} on, but '{4}' has {5}. Start at 0 or later, take at least 1, and end there.",
        Category, Error, isEnabledByDefault: true,
        "A slice takes count values of a vector, or channels of a shaped value, from start on.",
        Help + "netgen061");

    public static readonly DiagnosticDescriptor LayerIsNotRead = new(
        "NETGEN062", "Layer is not read",
        "{0} is read by no other layer, and the network's output is the last one, {1}. Read it in a later layer, put it last, or remove it.",
        Category, Error, isEnabledByDefault: true,
        "Every layer must lead to the network's output, which is its last layer. Several outputs are joined by Concat.",
        Help + "netgen062");

    public static readonly DiagnosticDescriptor ValueTooLarge = new(
        "NETGEN063", "Layer gives too many values",
        "{0} gives {1}, {2} numbers a row, but at most {3} fit. Make it smaller.",
        Category, Error, isEnabledByDefault: true,
        "A pass keeps several rows of a layer's values in one array. One row has at most 67,108,864.",
        Help + "netgen063");

    public static readonly DiagnosticDescriptor LossNeedsVector = new(
        "NETGEN066", "Loss of classes needs a vector",
        "Loss.{0} compares classes, one output each, but {1} has the shape {2}. Put [Flatten] before the layer that gives the classes, or use another loss.",
        Category, Error, isEnabledByDefault: true,
        "CrossEntropy, KullbackLeibler and the hinge losses take one distribution over all outputs of a sample.",
        Help + "netgen066");

    public static readonly DiagnosticDescriptor NormalizationOutOfRange = new(
        "NETGEN067", "Normalisation's parameter is out of range",
        "{0} has {1} = {2}, but {1} must be {3}",
        Category, Error, isEnabledByDefault: true,
        "Epsilon is greater than 0 and at most 1.",
        Help + "netgen067");

    public static readonly DiagnosticDescriptor ArgumentHasNoEffect = new(
        "NETGEN068", "Argument has no effect",
        "{0} has {1}, which says nothing: {2}. Remove {1}.",
        Category, Warning, isEnabledByDefault: true,
        "Some arguments that layers with parameters share mean nothing for a kind.",
        Help + "netgen068");

    public static readonly DiagnosticDescriptor NormalizationOfOneValue = new(
        "NETGEN069", "Normalisation of one value",
        "{0} normalises '{1}', which has one value: it would always be 0. Normalise a layer of several values, or remove it.",
        Category, Error, isEnabledByDefault: true,
        "A single value less its own mean is 0, whatever it was.",
        Help + "netgen069");

    public static readonly DiagnosticDescriptor ExposedNameTaken = new(
        "NETGEN070", "Name of an exposed layer's method is taken",
        "{0} is exposed by the method {1}, which is also the name of {2}. Give one of the two layers another name.",
        Category, Error, isEnabledByDefault: true,
        "A layer with Expose = true gives the network the methods ForwardTo<Name> and ForwardTo<Name>Batch.",
        Help + "netgen070");

    public static readonly DiagnosticDescriptor WeightsFileMissing = new(
        "NETGEN080", "File of weights is not there",
        "'{0}' asks for the weights of '{1}', but the project has no such file; it has {2}. Put it into the project's folder, or add <NetGenWeights Include=\"…/{1}\" /> to the project.",
        Category, Error, isEnabledByDefault: true,
        "The build step finds files with the extension .safetensors in the project's folder by the name that [Weights] gives; others are named in the project.",
        Help + "netgen080");

    public static readonly DiagnosticDescriptor WeightsFileAmbiguous = new(
        "NETGEN081", "Several files of weights are meant",
        "'{0}' asks for the weights of '{1}', but {2} end like that. Give more of the path.",
        Category, Error, isEnabledByDefault: true,
        "A name or the end of a path stands for a file only where no other has it.",
        Help + "netgen081");

    public static readonly DiagnosticDescriptor WeightsFileInvalid = new(
        "NETGEN082", "File of weights cannot be used",
        "'{0}', the weights of '{1}', cannot be used: {2}",
        Category, Error, isEnabledByDefault: true,
        "The file is not there, is no safetensors file, or is damaged.",
        Help + "netgen082");

    public static readonly DiagnosticDescriptor WeightsTensorMissing = new(
        "NETGEN083", "Tensor is missing",
        "'{0}' has no {2}, which '{1}' has.{3}",
        Category, Error, isEnabledByDefault: true,
        "A file has every tensor of the network, named after its layer as in PyTorch.",
        Help + "netgen083");

    public static readonly DiagnosticDescriptor WeightsTensorUnused = new(
        "NETGEN084", "Tensor is not used",
        "'{0}' has {2}, for which '{1}' has no use. Add the layer that is missing, or save the network's tensors alone; with Prefix tensors of other names are left alone.",
        Category, Error, isEnabledByDefault: true,
        "A tensor that the network has not is a layer that was forgotten more often than not.",
        Help + "netgen084");

    public static readonly DiagnosticDescriptor WeightsTensorMisshaped = new(
        "NETGEN085", "Tensor has another shape",
        "Tensor {0} of '{1}' should be {2}, but is {3} in '{4}'{5}",
        Category, Error, isEnabledByDefault: true,
        "Shapes are PyTorch's: the weights of a dense layer are [outputs, inputs].",
        Help + "netgen085");

    public static readonly DiagnosticDescriptor WeightsTensorMistyped = new(
        "NETGEN086", "Tensor is of another type",
        "Tensor {0} of '{1}' should be of type F32, F64, F16 or BF16, but is of type {2} in '{3}'",
        Category, Error, isEnabledByDefault: true,
        "Weights are floating-point numbers.",
        Help + "netgen086");

    public static readonly DiagnosticDescriptor WeightsOrderUnknown = new(
        "NETGEN087", "Order of layers cannot be told",
        "'{0}' cannot give '{1}' its weights in order: {2}. Name the layers as the file does, or save them in one order.",
        Category, Error, isEnabledByDefault: true,
        "With ByOrder, layers whose names differ in numbers only are taken in the order of these numbers, and others by what tensors they have.",
        Help + "netgen087");

    public static readonly DiagnosticDescriptor StaticNetworkTrains = new(
        "NETGEN088", "Static network learns",
        "'{0}' is static and has the weights that it is compiled with, so it cannot learn. Remove 'static', or the loss and InputGradients.",
        Category, Error, isEnabledByDefault: true,
        "A static network computes; gradients are of a network with parameters of its own.",
        Help + "netgen088");

    public static readonly DiagnosticDescriptor WeightsWithoutNetwork = new(
        "NETGEN089", "Weights without a network",
        "'{0}' has [Weights] but no [NeuralNetwork], so nothing is generated. Add [NeuralNetwork(inputSize)] and the layers.",
        Category, Warning, isEnabledByDefault: true,
        "[Weights] says which weights a network is compiled with.",
        Help + "netgen089");

    public static readonly DiagnosticDescriptor WeightsTestRowsMisshaped = new(
        "NETGEN090", "Test rows have another shape",
        "'{0}' should prove '{1}' by as many rows of test.input [rows, {2}] as of test.output [rows, {3}], but has {4}",
        Category, Error, isEnabledByDefault: true,
        "Beside weights a file may have inputs and what the network that wrote it gave for them.",
        Help + "netgen090");

    public static readonly DiagnosticDescriptor WindowOutOfRange = new(
        "NETGEN120", "Window setting is out of range",
        "{0} has {1} = {2}, but must have from {3} to {4}",
        Category, Error, isEnabledByDefault: true,
        "Channels, kernels, strides, dilations and groups are 1 or more, paddings 0 or more, and none exceeds 1,048,576.",
        Help + "netgen120");

    public static readonly DiagnosticDescriptor WindowNeedsShape = new(
        "NETGEN121", "Layer reads another number of axes",
        "{0} reads {1}, but '{2}' has the shape {3}. Put [Reshape({4})] between them.",
        Category, Error, isEnabledByDefault: true,
        "Layers in one dimension read [channels, length], layers in two [channels, height, width].",
        Help + "netgen121");

    public static readonly DiagnosticDescriptor WindowTooLarge = new(
        "NETGEN122", "Window is larger than what it reads",
        "{0} has a window that spans {1}, but the {2} of '{3}' {4} is {5} with its padding. Use a kernel and a dilation that span at most {5}, or padding of {6} more.",
        Category, Error, isEnabledByDefault: true,
        "A window spans (kernel − 1)·dilation + 1 places, which must lie within what the layer reads and the zeros around it.",
        Help + "netgen122");

    public static readonly DiagnosticDescriptor GroupsDoNotDivide = new(
        "NETGEN123", "Channels cannot be divided into groups",
        "{0} divides channels into {1} groups, but reads {2} from '{3}' and gives {4}. Use a number of groups that divides both.",
        Category, Error, isEnabledByDefault: true,
        "Each group reads and gives as many channels as the others.",
        Help + "netgen123");

    public static readonly DiagnosticDescriptor PaddingTwice = new(
        "NETGEN124", "Padding is given twice",
        "{0} has {1} = {2} beside Padding.Same, which says how much padding there is. Remove one of the two.",
        Category, Error, isEnabledByDefault: true,
        "Padding.Same computes the padding that keeps the size; PadLeft, PadRight, PadTop and PadBottom say it.",
        Help + "netgen124");

    public static readonly DiagnosticDescriptor PaddingTooLarge = new(
        "NETGEN125", "Padding is larger than half a window",
        "{0} has {1} = {2}, but windows of {3} may reach {4} over the edge. Use {4} or less.",
        Category, Error, isEnabledByDefault: true,
        "A window that pools may reach over the edge with at most half of its places, as in PyTorch, so that it always has some within.",
        Help + "netgen125");

    public static readonly DiagnosticDescriptor PictureSetting = new(
        "NETGEN126", "Setting is for pictures",
        "{0} has {1}, but reads a sequence, '{2}' {3}. Use the setting of both axes, or PadLeft and PadRight.",
        Category, Error, isEnabledByDefault: true,
        "Sequences have one axis: size, Stride, Dilation, PadLeft and PadRight are for it.",
        Help + "netgen126");

    public static readonly DiagnosticDescriptor OutputPaddingOutOfRange = new(
        "NETGEN127", "Output padding is out of range",
        "{0} has {1} = {2}, but with a stride of {3} and a dilation of {4} must have from 0 to {5}",
        Category, Error, isEnabledByDefault: true,
        "A transposed convolution's outputs at the end that no kernel reaches are fewer than its stride, or than its dilation.",
        Help + "netgen127");

    public static readonly DiagnosticDescriptor PaddingTakesAll = new(
        "NETGEN128", "Padding takes all outputs away",
        "{0} would give a {1} of {2}. Use padding of {3} less, or a larger kernel.",
        Category, Error, isEnabledByDefault: true,
        "Padding of a transposed convolution takes outputs away at the edges; some must be left.",
        Help + "netgen128");
}
