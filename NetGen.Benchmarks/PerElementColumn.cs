using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace NetGen.Benchmarks;

/// <summary>Adds a column with the least time of an element, where a benchmark has a Width.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PerElementColumnAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddColumn(new PerElementColumn());

    private sealed class PerElementColumn : IColumn
    {
        public string Id => nameof(PerElementColumn);

        public string ColumnName => "ns/element";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "Min divided by Width";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            int width = (int)benchmarkCase.Parameters["Width"];
            return summary[benchmarkCase]?.ResultStatistics is { } statistics
                ? (statistics.Min / width).ToString("F2", CultureInfo.InvariantCulture)
                : "NA";
        }

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
    }
}
