import Testing

/// Canonical identities and the spellings of them that people and lists use.
enum PaperIDSpellings {
    struct Line: Sendable, CustomTestStringConvertible {
        let canonical: String
        let text: String
        var testDescription: String { text }
    }

    static let all: [Line] = tables.flatMap { canonical, texts in
        ([canonical] + texts).map { Line(canonical: canonical, text: $0) }
    }

    /// Addresses and names of which no two are one paper.
    static let different = [
        "1911.05722", "1911.05723", "cs/0112017", "math/0112017",
        "https://openreview.net/forum?id=Bkg3g2R9FX", "https://openreview.net/forum?id=bkg3g2R9FX",
        "https://openreview.net/references/pdf?id=Bkg3g2R9FX",
        "https://papers.nips.cc/paper/8916-x", "https://papers.nips.cc/paper/8917-x",
        "https://papers.nips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html",
        "https://papers.nips.cc/paper/2013/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html",
        "https://github.com/google-research/google-research",
        "https://github.com/google-research/google-research/tree/master/cola",
        "https://github.com/google-research/google-research/tree/master/bleurt",
        "https://github.com/google-research", "https://github.com/topics/moco",
        "http://www.aclweb.org/anthology/N13-1#page=784",
        "http://www.aclweb.org/anthology/N13-1#page=785",
        "https://aclanthology.org/attachments/P18-1234.Notes.pdf", "P18-1234",
        "https://mp.weixin.qq.com/s?__biz=MzI&mid=1&idx=1&sn=a",
        "https://mp.weixin.qq.com/s?__biz=MzI&mid=1&idx=2&sn=a",
        "https://mp.weixin.qq.com/s/AbC", "https://mp.weixin.qq.com/s/aBC",
        "https://example.org/a", "https://example.org/A", "https://example.org/a?page=2",
        "https://example.org/a#!/2", "https://example.org/a#!/3", "https://example.org/a#/3",
        "https://example.org:8080/a", "https://example.org/", "http://example.com/",
        "https://proceedings.mlr.press/v97/gao19a.html",
        "https://proceedings.mlr.press/v97/gao19b.html",
        "https://proceedings.mlr.press/v97/gao19a/gao19a-supp.pdf",
        "https://proceedings.mlr.press/v97/", "http://jmlr.org/papers/v15/srivastava14a.html",
        "https://www.jmlr.org/papers/volume17/15-239/source/15-239.pdf",
        "https://dl.acm.org/citation.cfm?id=3347033", "https://dl.acm.org/citation.cfm?id=3347034",
        "https://www.bilibili.com/video/BV1?p=1", "https://www.bilibili.com/video/BV1?p=2",
    ]

    private static let tables: [(String, [String])] = arXiv + doi + registries + sites

    private static let arXiv: [(String, [String])] = [
        (
            "arXiv:1911.05722",
            [
                "1911.05722", "1911.05722v3", "arxiv:1911.05722", "ARXIV:1911.05722V3",
                "arXiv: 1911.05722", "arXiv 1911.05722", "arXiv:1911.05722v3 [cs.CV]",
                "arXiv:1911.05722v3 [cs.CV] 23 Mar 2020", "arXiv:1911.05722.pdf",
                "http://arxiv.org/abs/1911.05722", "https://arxiv.org/abs/1911.05722v3",
                "https://arxiv.org/abs/1911.05722/", "https://arxiv.org/abs/1911.05722?context=cs",
                "https://arxiv.org/abs/1911.05722#comments", "https://www.arxiv.org/abs/1911.05722",
                "HTTPS://ARXIV.ORG/ABS/1911.05722V2", "arxiv.org/abs/1911.05722",
                "www.arxiv.org/pdf/1911.05722v1.pdf", "https://arxiv.org/pdf/1911.05722",
                "https://arxiv.org/pdf/1911.05722.pdf", "https://arxiv.org/pdf/1911.05722v3.pdf",
                "https://arxiv.org/pdf/1911.05722.PDF#page=4", "https://arxiv.org/ps/1911.05722",
                "https://arxiv.org/html/1911.05722v3", "https://arxiv.org/format/1911.05722",
                "https://arxiv.org/e-print/1911.05722", "https://arxiv.org/abs/arXiv:1911.05722",
                "https://arxiv.org/ftp/arxiv/papers/1911/1911.05722.pdf",
                "http://export.arxiv.org/abs/1911.05722", "http://cn.arxiv.org/pdf/1911.05722v3",
                "http://xxx.itp.ac.cn/abs/1911.05722", "http://xxx.itp.ac.cn/pdf/1911.05722v3.pdf",
                "http://xxx.lanl.gov/abs/1911.05722", "https://de.arxiv.org/abs/1911.05722",
                "https://128.84.21.199/pdf/1911.05722", "https://ar5iv.org/abs/1911.05722",
                "https://ar5iv.labs.arxiv.org/html/1911.05722", "https://ar5iv.org/1911.05722",
                "https://www.alphaxiv.org/abs/1911.05722v3", "https://hf.co/papers/1911.05722",
                "https://huggingface.co/papers/1911.05722", "https://scirate.com/arxiv/1911.05722",
                "https://www.arxiv-vanity.com/papers/1911.05722/",
                "https://yiyibooks.cn/arxiv/1911.05722v3/index.html",
                "10.48550/arXiv.1911.05722", "doi:10.48550/ARXIV.1911.05722",
                "https://doi.org/10.48550/arXiv.1911.05722", "DBLP:journals/corr/abs-1911-05722",
                "https://dblp.org/rec/journals/corr/abs-1911-05722.html",
                "https://api.semanticscholar.org/arXiv:1911.05722",
                "url:https://arxiv.org/abs/1911.05722", "//arxiv.org/abs/1911.05722",
                "https://arxiv.org:443/abs/1911.05722", "https://arxiv.org//abs//1911.05722",
                "https://arxiv.org/abs/1911.05722?utm_source=x&amp;utm_medium=y",
            ]
        ),
        (
            "arXiv:0704.0001",
            ["0704.0001v2", "https://arxiv.org/PS_cache/arxiv/pdf/0704/0704.0001v1.pdf"]
        ),
        ("arXiv:1412.9999", []), ("arXiv:1501.00001", []),
        (
            "arXiv:cs/0112017",
            [
                "cs/0112017", "CS/0112017v1", "cs.CL/0112017", "https://arxiv.org/abs/cs/0112017",
                "https://arxiv.org/abs/cs.CL/0112017v1", "http://arxiv.org/pdf/cs/0112017.pdf",
                "https://arxiv.org/abs/cs%2F0112017", "10.48550/arXiv.cs/0112017",
                "journals/corr/abs-cs-0112017",
            ]
        ),
        ("arXiv:math/0309136", ["math.GT/0309136", "arXiv:math.GT/0309136v2"]),
        ("arXiv:hep-th/9901001", ["hep-th/9901001", "https://arxiv.org/ps/hep-th/9901001.ps.gz"]),
    ]

    private static let doi: [(String, [String])] = [
        (
            "doi:10.1145/3292500.3330925",
            [
                "10.1145/3292500.3330925", "DOI:10.1145/3292500.3330925",
                "doi: 10.1145/3292500.3330925",
                "DOI 10.1145/3292500.3330925", "https://doi.org/10.1145/3292500.3330925",
                "http://dx.doi.org/10.1145/3292500.3330925", "doi.org/10.1145/3292500.3330925",
                "https://doi.org/10.1145%2F3292500.3330925",
                "https://www.doi.org/10.1145/3292500.3330925/",
                "https://dl.acm.org/doi/10.1145/3292500.3330925",
                "https://dl.acm.org/doi/abs/10.1145/3292500.3330925",
                "https://dl.acm.org/doi/pdf/10.1145/3292500.3330925?download=true",
                "https://dl.acm.org/doi/full/10.1145/3292500.3330925#sec-1",
                "https://dl.acm.org/doi/fullHtml/10.1145/3292500.3330925",
                "https://dl.acm.org/citation.cfm?doid=3292500.3330925",
                "http://doi.acm.org/citation.cfm?doid=10.1145%2F3292500.3330925",
                "https://dl.acm.org/citation.cfm?doid=10.1145/3292500.3330925",
                "http://dl.acm.org/citation.cfm?doid=3292500.3330925&CFID=123&CFTOKEN=456",
                "https://portal.acm.org/citation.cfm?doid=3292500.3330925&preflayout=tabs",
            ]
        ),
        (
            "doi:10.1007/s10994-010-5196-5",
            [
                "https://link.springer.com/article/10.1007/s10994-010-5196-5",
                "https://link.springer.com/article/10.1007%2FS10994-010-5196-5",
                "https://link.springer.com/content/pdf/10.1007%2Fs10994-010-5196-5.pdf",
                "10.1007%2Fs10994-010-5196-5", "https://doi.org/10.1007/S10994-010-5196-5.",
            ]
        ),
        (
            "doi:10.1007/978-3-319-46448-0_8",
            [
                "https://link.springer.com/chapter/10.1007/978-3-319-46448-0_8",
                "https://link.springer.com/content/pdf/10.1007%2F978-3-319-46448-0_8.pdf",
            ]
        ),
        (
            "doi:10.1002/asi.21403",
            [
                "https://onlinelibrary.wiley.com/doi/abs/10.1002/asi.21403",
                "https://asistdl.onlinelibrary.wiley.com/doi/full/10.1002/asi.21403",
                "http://onlinelibrary.wiley.com/doi/10.1002/asi.21403/abstract",
            ]
        ),
        ("doi:10.1016/s0004-3702(97)00043-x", ["10.1016/S0004-3702(97)00043-X"]),
        (
            "doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
            [
                "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2"
            ]
        ),
        (
            "doi:10.1162/tacl_a_00051",
            [
                "https://direct.mit.edu/tacl/article/doi/10.1162/tacl_a_00051",
                "https://www.mitpressjournals.org/doi/abs/10.1162/tacl_a_00051",
            ]
        ),
        (
            "doi:10.1371/journal.pone.0012345",
            [
                "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0012345"
            ]
        ),
        (
            "doi:10.1101/2020.01.01.123456",
            [
                "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf",
                "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1",
            ]
        ),
        (
            "doi:10.1038/s41586-021-03819-2",
            [
                "https://www.nature.com/articles/s41586-021-03819-2",
                "https://www.nature.com/articles/s41586-021-03819-2.pdf",
            ]
        ),
        (
            "doi:10.1038/nature16961",
            [
                "http://www.nature.com/nature/journal/v529/n7587/full/nature16961.html",
                "https://www.nature.com/articles/nature16961",
            ]
        ),
        (
            "doi:10.24963/ijcai.2019/366",
            [
                "https://www.ijcai.org/proceedings/2019/0366.pdf",
                "https://www.ijcai.org/Proceedings/2019/366",
                "https://doi.org/10.24963/ijcai.2019/366",
            ]
        ),
    ]

    private static let registries: [(String, [String])] = [
        (
            "acm:3347033",
            [
                "https://dl.acm.org/citation.cfm?id=3347033", "ACM:3347033",
                "http://portal.acm.org/citation.cfm?id=3347033&coll=GUIDE&dl=GUIDE&CFID=1",
            ]
        ),
        ("acm:275636", ["https://dl.acm.org/citation.cfm?id=30851.275636"]),
        (
            "acm:3186116",
            [
                "http://delivery.acm.org/10.1145/3190000/3186116/p499-zhuang.pdf?ip=1.2.3.4&id=3186116&acc=OPEN"
            ]
        ),
        (
            "openreview:Bkg3g2R9FX",
            [
                "https://openreview.net/forum?id=Bkg3g2R9FX",
                "http://openreview.net/pdf?id=Bkg3g2R9FX",
                "https://openreview.net/attachment?id=Bkg3g2R9FX&name=original_pdf",
                "https://openreview.net/forum?id=Bkg3g2R9FX&noteId=abc",
                "https://openreview.net/forum?noteId=abc&id=Bkg3g2R9FX#discussion",
                "OpenReview:Bkg3g2R9FX",
            ]
        ),
        ("openreview:B13njo1R-", ["https://openreview.net/forum?id=B13njo1R-"]),
        (
            "neurips:8916",
            [
                "http://papers.nips.cc/paper/8916-efficient-smooth-non-convex.pdf",
                "https://papers.nips.cc/paper/8916-efficient-smooth-non-convex",
                "https://papers.neurips.cc/paper/8916", "NeurIPS:8916",
            ]
        ),
        ("neurips:by-source-2019-1275", ["http://papers.nips.cc/paper/by-source-2019-1275"]),
        (
            "neurips:2012/c399862d3b9d6b76c8436e924a68c45b",
            [
                "https://papers.nips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html",
                "https://papers.nips.cc/paper/2012/file/c399862d3b9d6b76c8436e924a68c45b-Paper.pdf",
                "https://proceedings.neurips.cc/paper/2012/file/c399862d3b9d6b76c8436e924a68c45b-Paper.pdf",
                "https://proceedings.neurips.cc//paper/2012/hash/C399862D3B9D6B76C8436E924A68C45B-Abstract.html",
                "https://papers.nips.cc/paper_files/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract-Conference.html",
                "https://proceedings.neurips.cc/paper_files/paper/2012/file/c399862d3b9d6b76c8436e924a68c45b-Paper-Datasets_and_Benchmarks.pdf",
                "https://proceedings.neurips.cc/paper/2012/file/c399862d3b9d6b76c8436e924a68c45b-Supplemental.pdf",
            ]
        ),
        (
            "acl:P18-1234",
            [
                "P18-1234", "ACL:P18-1234", "acl:p18-1234", "https://aclanthology.org/P18-1234/",
                "https://www.aclweb.org/anthology/P18-1234",
                "http://aclweb.org/anthology/P18-1234.pdf",
                "http://aclweb.org/anthology/P/P18/P18-1234.pdf",
                "https://aclanthology.info/papers/P18-1234/p18-1234",
                "http://anthology.aclweb.org/P/P18/P18-1234.pdf",
                "https://aclanthology.org/P18-1234v2.pdf",
                "https://aclanthology.org/P18-1234.bib", "10.18653/v1/P18-1234",
                "https://doi.org/10.18653/v1/p18-1234", "10.3115/v1/P18-1234",
            ]
        ),
        (
            "acl:2020.acl-main.447",
            [
                "2020.acl-main.447", "ACL:2020.ACL-main.447",
                "https://aclanthology.org/2020.acl-main.447/",
                "https://www.aclweb.org/anthology/2020.acl-main.447.pdf",
                "https://doi.org/10.18653/v1/2020.acl-main.447",
            ]
        ),
        (
            "CorpusId:215416146",
            [
                "CorpusID:215416146", "corpusid: 215416146", "S2CID:215416146",
                "https://api.semanticscholar.org/CorpusID:215416146",
            ]
        ),
        (
            "s2:649def34f8be52c8b66281af98ae884c09aef38b",
            [
                "649def34f8be52c8b66281af98ae884c09aef38b",
                "649DEF34F8BE52C8B66281AF98AE884C09AEF38B",
                "https://www.semanticscholar.org/paper/649def34f8be52c8b66281af98ae884c09aef38b",
                "https://www.semanticscholar.org/paper/Some-Title-Author/649def34f8be52c8b66281af98ae884c09aef38b",
                "https://api.semanticscholar.org/graph/v1/paper/649def34f8be52c8b66281af98ae884c09aef38b?fields=title",
                "https://pdfs.semanticscholar.org/649d/ef34f8be52c8b66281af98ae884c09aef38b.pdf",
                "https://www.semanticscholar.org/reader/649def34f8be52c8b66281af98ae884c09aef38b",
            ]
        ),
        (
            "PMID:31978945",
            [
                "pmid: 31978945", "https://pubmed.ncbi.nlm.nih.gov/31978945/",
                "https://www.ncbi.nlm.nih.gov/pubmed/31978945",
                "https://europepmc.org/article/MED/31978945",
            ]
        ),
        (
            "PMCID:PMC7095418",
            [
                "PMC7095418", "PMCID: 7095418",
                "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7095418/pdf/",
                "https://pmc.ncbi.nlm.nih.gov/articles/PMC7095418/",
            ]
        ),
        ("MAG:2963403868", ["mag:2963403868"]),
        (
            "openalex:W2741809807",
            [
                "W2741809807", "https://openalex.org/W2741809807",
                "https://api.openalex.org/works/w2741809807",
            ]
        ),
        (
            "dblp:conf/acl/LoWNKW20",
            [
                "conf/acl/LoWNKW20", "DBLP:conf/acl/LoWNKW20",
                "https://dblp.org/rec/conf/acl/LoWNKW20",
                "https://dblp.uni-trier.de/rec/html/conf/acl/LoWNKW20",
                "https://dblp.org/rec/conf/acl/LoWNKW20.bib",
            ]
        ),
        (
            "github:facebookresearch/moco",
            [
                "github:FacebookResearch/MoCo", "https://github.com/facebookresearch/moco",
                "http://www.github.com/facebookresearch/moco.git",
                "github.com/facebookresearch/moco/",
                "https://github.com/facebookresearch/moco#readme",
                "https://github.com/facebookresearch/moco?tab=readme",
                "https://github.com/facebookresearch/moco/tree/master",
            ]
        ),
    ]

    private static let sites: [(String, [String])] = [
        (
            "url:openaccess.thecvf.com/content_cvpr_2019/jiang_data_cvpr_2019_paper",
            [
                "http://openaccess.thecvf.com/content_CVPR_2019/papers/Jiang_Data_CVPR_2019_paper.pdf",
                "https://openaccess.thecvf.com/content_CVPR_2019/html/Jiang_Data_CVPR_2019_paper.html",
            ]
        ),
        (
            "url:openaccess.thecvf.com/content_cvpr_2014/toshev_deeppose_2014_cvpr_paper",
            [
                "http://www.cv-foundation.org/openaccess/content_cvpr_2014/papers/Toshev_DeepPose_2014_CVPR_paper.pdf",
                "https://openaccess.thecvf.com/content_cvpr_2014/html/Toshev_DeepPose_2014_CVPR_paper.html",
            ]
        ),
        (
            "url:ecva.net/papers/eccv_2018/papers_eccv/ye_yuan_eccv_2018_paper",
            [
                "https://www.ecva.net/papers/eccv_2018/papers_ECCV/html/Ye_Yuan_ECCV_2018_paper.php",
                "https://www.ecva.net/papers/eccv_2018/papers_ECCV/papers/Ye_Yuan_ECCV_2018_paper.pdf",
            ]
        ),
        (
            "url:proceedings.mlr.press/v97/gao19a",
            [
                "http://proceedings.mlr.press/v97/gao19a.html",
                "https://proceedings.mlr.press/v97/gao19a/gao19a.pdf",
                "http://proceedings.mlr.press/v97/gao19a.pdf",
                "http://www.jmlr.org/proceedings/papers/v97/gao19a.pdf",
            ]
        ),
        (
            "url:jmlr.org/papers/v15/srivastava14a",
            [
                "http://jmlr.org/papers/v15/srivastava14a.html",
                "http://jmlr.org/papers/volume15/srivastava14a/srivastava14a.pdf",
                "http://www.jmlr.org/papers/volume15/srivastava14a/srivastava14a",
            ]
        ),
        (
            "url:ieeexplore.ieee.org/document/845165",
            [
                "https://ieeexplore.ieee.org/document/845165/",
                "https://ieeexplore.ieee.org/abstract/document/845165",
                "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=845165",
                "http://ieeexplore.ieee.org/xpl/articleDetails.jsp?arnumber=00845165",
                "https://ieeexplore.ieee.org/iel5/6794/18235/00845165.pdf",
            ]
        ),
        (
            "url:sciencedirect.com/science/article/pii/S0004370297000434",
            [
                "https://www.sciencedirect.com/science/article/pii/S0004370297000434",
                "https://www.sciencedirect.com/science/article/abs/pii/S0004370297000434?via%3Dihub",
                "https://www.sciencedirect.com/science/article/pii/S0004370297000434/pdfft?md5=1",
            ]
        ),
        (
            "url:ojs.aaai.org/index.php/aaai/article/view/5330",
            [
                "https://ojs.aaai.org/index.php/AAAI/article/view/5330",
                "https://ojs.aaai.org//index.php/AAAI/article/download/5330/5186",
                "https://www.aaai.org/ojs/index.php/AAAI/article/view/5330/5186",
            ]
        ),
        (
            "url:citeseerx.ist.psu.edu/viewdoc/summary?doi=10.1.1.149.802",
            [
                "http://citeseerx.ist.psu.edu/viewdoc/download?doi=10.1.1.149.802&rep=rep1&type=pdf"
            ]
        ),
        (
            "url:youtube.com/watch?v=dQw4w9WgXcQ",
            [
                "https://youtu.be/dQw4w9WgXcQ?t=3",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=share",
            ]
        ),
        (
            "url:mp.weixin.qq.com/s?__biz=MzI%3D%3D&idx=1&mid=2247&sn=abc",
            [
                "https://mp.weixin.qq.com/s?__biz=MzI%3D%3D&mid=2247&idx=1&sn=abc&chksm=ff&scene=21#wechat_redirect",
                "http://mp.weixin.qq.com/s?__biz=MzI%3d%3d&amp;mid=2247&amp;idx=1&amp;sn=abc&amp;from=timeline",
            ]
        ),
        (
            "url:mp.weixin.qq.com/s/AbC-1",
            [
                "https://mp.weixin.qq.com/s/AbC-1?from=singlemessage",
                "https://mp.weixin.qq.com/s/AbC-1#rd",
            ]
        ),
        (
            "url:example.org/a/b?id=3&z=1",
            [
                "https://example.org/a/b/?z=1&id=3&utm_source=x",
                "HTTP://WWW.Example.ORG:80/a/b?id=3&z=1#top",
                "example.org/a/b?id=3&z=1&fbclid=abc", "https://user@example.org./a//b?id=3&z=1&",
            ]
        ),
        (
            "url:example.org/论文/x",
            ["https://example.org/%E8%AE%BA%E6%96%87/x", "https://example.org/论文/x/"]
        ),
        ("url:example.org/~me/100%25", ["https://example.org/%7Eme/100%25"]),
        ("url:example.org", ["https://example.org/", "http://www.example.org"]),
    ]
}
