using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using NetGen.Samples.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

public sealed class DataFileTests : IDisposable
{
    private const string AbcSha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StoresDownloadWhoseChecksumIsRight()
    {
        (string url, Task served) = Serve("abc"u8.ToArray());
        string path = new DataFile("abc.txt", url, AbcSha256).Download(_folder.PathOf("new"), CancellationToken.None);
        await served;
        File.ReadAllText(path).ShouldBe("abc");
    }

    [Fact]
    public async Task RefusesDownloadWhoseChecksumIsWrong()
    {
        (string url, Task served) = Serve("abd"u8.ToArray());
        var file = new DataFile("abc.txt", url, AbcSha256);
        Should.Throw<SampleException>(() => file.Download(_folder.Path, CancellationToken.None)).Message.ShouldContain(AbcSha256);
        await served;
        file.Find(_folder.Path).ShouldBeNull();
    }

    [Fact]
    public void SaysThatThereIsNoNetwork()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int closedPort = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var file = new DataFile("abc.txt", $"http://127.0.0.1:{closedPort}/abc.txt", AbcSha256);
        string message = Should.Throw<SampleException>(() => file.Download(_folder.Path, CancellationToken.None)).Message;
        message.ShouldContain("Is there a network?");
        message.ShouldContain("abc.txt");
    }

    [Theory]
    [InlineData("a-ubyte", "a-ubyte.gz")]
    [InlineData("a-ubyte.gz", "a-ubyte")]
    public void FindsFileCompressedOrNot(string name, string stored)
    {
        _folder.Write(stored, "");
        new DataFile(name, "", "").Find(_folder.Path).ShouldBe(_folder.PathOf(stored));
    }

    [DataFact("cat")]
    public void CutsPicturesAndLabelsOutOfHdf5File()
    {
        DataFile[] files = CatData.CreateFolder().Files;
        byte[] images = ReadUncompressed(files[2].Find(SharedData.PathOf("cat"))!);
        byte[] labels = ReadUncompressed(files[3].Find(SharedData.PathOf("cat"))!);
        byte[] wideLabels = new byte[8 * (labels.Length - 8)];
        for (int i = 8; i < labels.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(wideLabels.AsSpan(8 * (i - 8)), labels[i]);

        // The layout of the course's files: arrays in one piece, somewhere.
        byte[] archive = [0x89, .. "HDF"u8, .. new byte[100], .. images[20..], 7, .. new byte[64], .. wideLabels, 9];
        files[2].Convert!(archive).ShouldBe(images);
        files[3].Convert!(archive).ShouldBe(labels);
        archive[2000]++;
        Should.Throw<SampleException>(() => files[2].Convert!(archive)).Message.ShouldContain("HDF5");
    }

    private static byte[] ReadUncompressed(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>Answers one HTTP request on the loopback interface.</summary>
    private static (string Url, Task Served) Serve(byte[] content)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", Task.Run(async () =>
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            await using NetworkStream stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(content);
            listener.Stop();
        }));
    }
}
