using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What records and init-only properties need and netstandard2.0 lacks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
